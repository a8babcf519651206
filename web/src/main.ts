import './look/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { watch } from './lib/place.svelte';
import { show } from './lib/settings.svelte';

show();
watch();
mount(App, { target: document.getElementById('page')! });
