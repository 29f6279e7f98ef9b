//! The routes of `overread_wire::api`, each beside the description it publishes of itself.

mod cases;
mod entries;
mod grants;
mod invitations;
mod objects;
mod own;
mod people;
mod practice;
mod range;
mod sessions;
mod shares;

use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::{Json, Router};
use overread_wire::api::PREFIX;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::refused::Refused;

/// The largest JSON body; ciphertexts have a limit of their own.
const LARGEST_JSON: usize = 1 << 20;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Overread",
        description = "What the server is asked and answers. Everything of a case is sealed."
    ),
    components(schemas(overread_wire::api::Problem))
)]
struct Description;

/// All routes of the API, with their description.
pub(crate) fn api() -> (Router<App>, Document) {
    let described = OpenApiRouter::new()
        .routes(routes!(practice::see, practice::found))
        .routes(routes!(practice::write_page))
        .routes(routes!(practice::roster))
        .routes(routes!(people::card))
        .routes(routes!(people::come))
        .routes(routes!(invitations::invite))
        .routes(routes!(invitations::see))
        .routes(routes!(invitations::join))
        .routes(routes!(people::profiles))
        .routes(routes!(people::desk_key, people::keep_desk_key))
        .routes(routes!(sessions::challenge))
        .routes(routes!(sessions::sign_in, sessions::sign_out))
        .routes(routes!(sessions::time))
        .routes(routes!(sessions::named_origin))
        .routes(routes!(cases::list))
        .routes(routes!(entries::see, entries::append))
        .routes(routes!(grants::grants))
        .routes(routes!(grants::halves))
        .routes(routes!(objects::list))
        .routes(routes!(objects::store, objects::fetch))
        .routes(routes!(own::drafts))
        .routes(routes!(own::write_draft, own::read_draft, own::forget_draft))
        .routes(routes!(own::keep_recovery, own::recover))
        .routes(routes!(own::contact))
        .routes(routes!(shares::land))
        .routes(routes!(shares::open));
    let (router, mut document) = OpenApiRouter::with_openapi(Description::openapi())
        .nest(PREFIX, described)
        .split_for_parts();
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    document
        .components
        .get_or_insert_default()
        .add_security_scheme("bearer", bearer);
    let published = document.clone();
    let router = router
        .route(
            &format!("{PREFIX}/openapi.json"),
            get(move || async move { Json(published) }),
        )
        .route(
            &format!("{PREFIX}/{{*rest}}"),
            axum::routing::any(async || Refused::Unknown),
        )
        .layer(DefaultBodyLimit::max(LARGEST_JSON));
    (router, document)
}
