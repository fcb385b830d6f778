// The browser's entry; it mounts the app.
const root = document.getElementById('root');
if (root) root.textContent = 'Ordinal';
