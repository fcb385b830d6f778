// Runs before and apart from the page's modules, in the oldest syntax there is: shows the sentence of index.html where the
// browser lacks what Ordinal needs.
(function () {
  function works() {
    if (!('noModule' in HTMLScriptElement.prototype) || !Array.prototype.toSorted) return false;
    try {
      return CSS.supports('color', 'color-mix(in srgb, red, blue)') && !!new CompressionStream('deflate-raw');
    } catch (_) {
      return false;
    }
  }
  if (works()) return;
  document.addEventListener('DOMContentLoaded', function () {
    document.getElementById('too-old').hidden = false;
  });
})();
