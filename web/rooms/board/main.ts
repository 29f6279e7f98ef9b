import { mount } from 'svelte';
import '../../lib/ui/base.css';
import { speak } from '../../lib/words';
import { takeLink } from './link';
import Room from './Room.svelte';

takeLink();
await speak(['common', 'errors', 'disc', 'board']);
const target = document.getElementById('room');
if (target) mount(Room, { target });
