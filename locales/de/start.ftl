### Die öffentliche Startseite.

start-lead = Ein zweiter Radiologe, der nichts mit der Operation zu tun hat, sieht sich Ihre vorhandenen Bilder an.
