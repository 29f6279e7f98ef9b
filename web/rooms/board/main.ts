import { mount } from 'svelte';
import Room from './Room.svelte';

const target = document.getElementById('room');
if (target) mount(Room, { target });
