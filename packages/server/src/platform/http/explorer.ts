import { errorAnswer } from './answer.ts';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Steward API explorer</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/explorer/graphiql.css">
  </head>
  <body class="no-focus-outline">
    <noscript>The explorer needs JavaScript.</noscript>
    <div id="root"></div>
    <script src="/explorer/graphiql.js"></script>
    <script src="/explorer/start.js"></script>
  </body>
</html>
`;

// The token comes in the fragment, which no browser sends; it stays with this tab and leaves the address at once.
const start = `'use strict';
const given = new URLSearchParams(location.hash.slice(1)).get('token');
if (given) {
  sessionStorage.setItem('steward-token', given);
  history.replaceState(null, '', location.pathname);
}
const token = sessionStorage.getItem('steward-token');
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => '/explorer/worker-' + (['json', 'graphql'].includes(label) ? label : 'editor') + '.js',
};
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  title: 'Steward API explorer',
  endpoint: '/graphql',
  method: 'POST',
  shouldPersistHeaders: false,
  additionalHeaders: token ? { authorization: 'Bearer ' + token } : {},
  defaultQuery: token
    ? '{\\n  systems(first: 10) {\\n    totalCount\\n    nodes { key name }\\n  }\\n}\\n'
    : '# Open this page by the address that the server printed when it started: it holds the token.\\n',
});
`;

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  // The editor of the page sets the place of every line by a style of its own.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

type File = { type: string; text: string };
type FileName = keyof Awaited<ReturnType<typeof loadFiles>>;
const javascript = 'text/javascript; charset=utf-8';

/** The files of the page come as one module of nine megabytes: it is loaded when somebody first opens the page. */
async function loadFiles() {
  const files = await import('@graphql-yoga/render-graphiql/graphiql');
  return {
    '/explorer': { type: 'text/html; charset=utf-8', text: page },
    '/explorer/start.js': { type: javascript, text: start },
    '/explorer/graphiql.js': { type: javascript, text: files.js },
    '/explorer/graphiql.css': { type: 'text/css; charset=utf-8', text: files.css },
    '/explorer/worker-editor.js': { type: javascript, text: files.editorWorkerService },
    '/explorer/worker-graphql.js': { type: javascript, text: files.graphqlWorker },
    '/explorer/worker-json.js': { type: javascript, text: files.jsonWorker },
  } satisfies Record<string, File>;
}

let files: ReturnType<typeof loadFiles> | undefined;

/** One file of the explorer page. It holds no data; what it shows it asks of the API, with the visitor's token. */
export async function explorerAnswer(pathname: string): Promise<Response> {
  files ??= loadFiles();
  const all = await files;
  const path = pathname === '/explorer/' ? '/explorer' : pathname;
  if (!Object.hasOwn(all, path)) return errorAnswer(404, 'NOT_FOUND', 'the explorer has no such file');
  const { type, text } = all[path as FileName];
  return new Response(text, {
    headers: { 'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-cache' },
  });
}
