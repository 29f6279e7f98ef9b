import { mount } from 'svelte';
import '../../lib/ui/base.css';
import { speak } from '../../lib/words';
import Room from './Room.svelte';

await speak(['common', 'errors', 'reading']);
const target = document.getElementById('room');
if (target) mount(Room, { target });
