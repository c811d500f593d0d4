/** Stylesheets are imported for the bundler's sake: it gathers them into one file. */
declare module '*.css';
