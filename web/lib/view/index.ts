export { ahead } from './ahead';
export { warmUp } from './engine';
export { default as StackViewer } from './StackViewer.svelte';
export { default as Thumbnail } from './Thumbnail.svelte';
export type { Shown } from './stack';
export type { Check, FrameSource, Instance, KeyImage, PatientLine, Preview, Series } from './study';
export type { Window } from './windows';
export { examinationsOf, framesOf, spoken } from './sets';
export type { Examination } from './sets';
