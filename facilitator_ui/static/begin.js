// The page to start from, live.

import { makeStart } from './start.js';

makeStart(document.querySelector('.st-begin'));
