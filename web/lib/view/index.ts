export { default as StackViewer } from './StackViewer.svelte';
export { default as Thumbnail } from './Thumbnail.svelte';
export type { KeyImage } from './StackViewer.svelte';
export type { Shown } from './stack';
export type { FrameSource, Instance, PatientLine, Preview, Series } from './study';
export type { Window } from './windows';
