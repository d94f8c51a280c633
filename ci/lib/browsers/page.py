"""What the browser runs: one page with a frame for each lane, and in each frame the loop over its cases."""

# PORTS are the lanes'. The page stands on a port of its own, so that its connections are not the lanes'.
PAGE = """<!doctype html><link rel="icon" href="data:,"><title>cases</title><body>
%s
"""

FRAME = """<!doctype html><link rel="icon" href="data:,"><script>
const CONTROL = location.protocol + '//' + location.hostname + ':%d/', LANE = '%s';
const tell = async (what, said) => (await fetch(CONTROL + what + '?' + LANE, {method: 'POST', body: JSON.stringify(said)})).json();
const wait = ms => new Promise(done => setTimeout(done, ms));
const base64 = buffer => { let text = ''; for (const octet of new Uint8Array(buffer)) text += String.fromCharCode(octet);
  return btoa(text); };
async function ask(path, method) {
  const end = new AbortController(), timer = setTimeout(() => end.abort(), 12000), seen = {};
  try {
    const options = {method, cache: 'no-store', redirect: 'manual', credentials: 'omit', signal: end.signal};
    if (method == 'POST' || method == 'PUT') options.body = 'x';
    const response = await fetch(path, options);
    if (response.type == 'opaqueredirect') return {redirect: true};
    seen.status = response.status;
    seen.reason = response.statusText;
    seen.fields = [...response.headers];
    seen.body = base64(await response.arrayBuffer());
  } catch (error) { return {fails: end.signal.aborted ? 'too late' : 'yes'}; }
  finally { clearTimeout(timer); }
  return seen;
}
(async () => {
  for (;;) {
    const next = await tell('next', null);
    if (next.stop) break;
    const seen = await ask('/case/' + next.number, next.method);
    const plan = await tell('seen', seen);
    for (let i = 0; i < plan.probes; ++i) {
      await wait(plan.idle);
      const probe = await ask('/probe/' + next.number + '/' + i, 'GET');
      await tell('probed', probe);
    }
    await tell('over', null);
  }
})();
</script>
"""


def page(ports):
    return PAGE % "\n".join(f'<script>document.write(`<iframe src="${{location.protocol}}//'
                     f'${{location.hostname}}:{port}/lane"></iframe>`)</script>' for port in ports)
