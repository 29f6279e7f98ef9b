// The worker that holds the person's keys and speaks with the server. Its first message is the compiled module.

import type { CoreActs, SupplyActs } from './acts';
import { Outside } from './outside';
import { Core, initSync } from './pkg/core/core.js';
import { Remote, serve, type Handlers, type Port, type Run } from './rpc';

addEventListener('message', ({ data }: MessageEvent<{ module: WebAssembly.Module }>) => begin(data.module), { once: true });

function begin(module: WebAssembly.Module): void {
  initSync({ module });
  const ready = Core.begin(new Outside());
  serve<CoreActs>(self as unknown as Port, handlers(ready));
}

let paused = false;
let wake: () => void = () => {};

function handlers(ready: Promise<Core>): Handlers<CoreActs> {
  const on =
    <Args, Result>(act: (core: Core, args: Args, run: Run<never>) => Promise<Result> | Result) =>
    async (args: Args, run: Run<never>) =>
      act(await ready, args, run);
  return {
    start: on((core) => core.start()),
    practice: on((core) => core.practice()),
    welcome: on((core, { link }) => core.welcome(link)),
    join: on((core, { link }) => core.join(link)),
    come_as_patient: on((core, { practice }) => core.come_as_patient(practice)),
    recovery_code: on((core) => core.recovery_code()),
    recover: on((core, { code }) => core.recover(code)),
    leave: on((core) => core.leave()),

    invite: on((core, invite) => core.invite(invite)),
    change_page: on((core, page) => core.change_page(page)),
    colleagues: on((core) => core.colleagues()),

    procedures: on((core) => core.procedures()),
    offers: on((core, planned) => core.offers(planned)),
    form_gaps: on((core, form) => core.form_gaps(form)),
    difference: on((core, { of_case, on_disc }) => core.difference(of_case, { ...on_disc, studies: [] })),
    segments: on((core, { text, language }) => core.segments(text, language)),

    cases: on((core) => core.cases()),
    case: on((core, args) => core.case(args.case)),
    open_case: on((core) => core.open_case()),
    send: async ({ case: id, shipment, supply, pause }, run) => {
      setPaused(pause ?? false);
      return (await ready).send(id, shipment, shipping(supply, run));
    },
    pause: on((_, args) => setPaused(args.paused)),
    submit: on((core, args) => core.submit(args.case, args.form)),
    reschedule: on((core, args) => core.reschedule(args.case, args.form, args.service)),
    return_case: on((core, args) => core.return_case(args.case, args.reason)),
    resume: on((core, args) => core.resume(args.case, args.answer)),
    withdraw: on((core, args) => core.withdraw(args.case, args.reason)),
    refuse: on((core, args) => core.refuse(args.case, args.reason)),
    assign: on((core, args) => core.assign(args.case, args.person)),
    accept: on((core, args) => core.accept(args.case, args.parties)),
    decline: on((core, args) => core.decline(args.case, args.reason)),
    recuse: on((core, args) => core.recuse(args.case, args.reason)),
    acknowledge: on((core, args) => core.acknowledge(args.case, args.seq)),

    images: on((core, args) => core.images(args.case)),
    examinations: on((core, args) => core.examinations(args.case)),
    prepare_images: on((core, args) => core.prepare_images(args.case)),
    open_images: on((core, args) => core.open_images(args.case)),
    already_sent: on((core, args) => core.already_sent(args.case, args.on_disc)),
    frame: on(async (core, args, run) => given(run, await core.frame(args.case, args.file, args.frame))),
    preview: on((core, args) => core.preview(args.case, args.file, args.frame)),
    table: on(async (core, args, run) => given(run, await core.table(args.case, args.file, args.span))),
    files: on((core, args) => core.files(args.case)),
    file: on(async (core, args, run) => given(run, await core.file(args.case, args.compartment, args.set, args.file))),

    commit: on((core, args) => core.commit(args.case, args.first_read)),
    reveal: on((core, args) => core.reveal(args.case)),
    first_read: on((core, args) => core.first_read(args.case)),
    check_report: on((core, args) => core.check_report(args.case, args.report)),
    sign: on((core, args) => core.sign(args.case, args.report, args.addendum_reason)),
    reports: on((core, args) => core.reports(args.case)),
    keep_draft: on((core, { name, value }) => core.keep_draft(name, JSON.stringify(value ?? null))),
    draft: on(async (core, { name }) => JSON.parse((await core.draft(name)) ?? 'null') as unknown),

    create_share: on((core, args) => core.create_share(args.case, args.share)),
    revoke_share: on((core, args) => core.revoke_share(args.case, args.share)),
    look_at_share: on((core, { link }) => core.look_at_share(link)),
    open_share: on((core, { link, pin }) => core.open_share(link, pin)),
    confirm_share: on((core, { link, seq }) => core.confirm_share(link, seq)),
  };
}

/** A buffer that moves to the page. */
function given(run: Run<never>, buffer: ArrayBuffer): ArrayBuffer {
  run.transfer(buffer);
  return buffer;
}

/** What the module asks while it sends: pictures and pieces from intake, and whether to go on. */
function shipping(port: MessagePort, run: Run<Parameters<Handlers<CoreActs>['send']>[1] extends Run<infer P> ? P : never>) {
  const intake = new Remote<SupplyActs>(port as unknown as Port);
  port.start();
  return {
    pictures: () => intake.call('pictures', undefined, { signal: run.signal }),
    piece: () => intake.call('piece', undefined, { signal: run.signal }),
    progress: run.progress,
    mayGoOn: async () => {
      while (paused && !run.signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          run.signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      return !run.signal.aborted;
    },
  };
}

function setPaused(value: boolean): void {
  paused = value;
  wake();
}
