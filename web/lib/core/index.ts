export { ActError, Remote, serve } from './rpc';
export type { Act, Acts, CallOptions, Handlers, Port, Run } from './rpc';
export { startWorker } from './trusted';
