import { mount } from 'svelte';
import '../../lib/ui/base.css';
import { speak } from '../../lib/words';
import { takeLink } from './link';
import Room from './Room.svelte';

takeLink();
// The words of the image viewer stand with those of the reading room.
await speak(['common', 'errors', 'guide', 'reading', 'share']);
const target = document.getElementById('room');
if (target) mount(Room, { target });
