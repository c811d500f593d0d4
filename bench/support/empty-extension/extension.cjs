// What an extension costs that does nothing: the alternative that ours is held against.
'use strict';
exports.activate = () => undefined;
