/* Small helps on top of pages that work without them: sorting tables. */
"use strict";
