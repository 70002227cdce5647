import * as vscode from 'vscode';
import { beginSignIn } from '../../core/provider-sign-in.ts';
import type { Renewal } from '../../core/session.ts';
import type { SignInWay } from '../../core/sign-in-way.ts';

export interface BrowserSignIns {
  /** Lets somebody sign in on the provider's page; undefined when they leave. Rejects when it does not come off. */
  run(way: SignInWay): Promise<{ token: string; renewal: Renewal } | undefined>;
  /** Takes an address that the editor was asked to open; false where it is about something else. */
  answered(uri: vscode.Uri): boolean;
}

const answerPath = '/signed-in';

interface Pending {
  state: string;
  end: (answer: URLSearchParams | undefined) => void;
}

/** Sign-ins in a browser, of which one is under way at most. */
export function browserSignIns(): BrowserSignIns {
  let pending: Pending | undefined;
  return {
    async run(way) {
      pending?.end(undefined);
      const signIn = await beginSignIn(way, await redirectAddress());
      let end: Pending['end'] = () => {};
      const answered = new Promise<URLSearchParams | undefined>((resolve) => {
        end = resolve;
      });
      const own = { state: signIn.state, end };
      pending = own;
      const options = {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: vscode.l10n.t('Sign in at {0} in the browser', new URL(way.issuer).host),
      };
      void vscode.window.withProgress(options, async (_, cancel) => {
        cancel.onCancellationRequested(() => end(undefined));
        if (!(await open(signIn.url))) end(undefined);
        await answered;
      });
      const answer = await answered;
      if (pending === own) pending = undefined;
      return answer && signIn.finish(answer);
    },
    answered({ path, query }) {
      if (path !== answerPath) return false;
      const answer = new URLSearchParams(query);
      // Nobody but the provider that was asked knows the state: anything else is not ours, and disturbs nothing.
      if (pending && answer.get('state') === pending.state) pending.end(answer);
      return true;
    },
  };
}

/**
 * Where the provider's page leads back to. A desktop opens it by itself, and the number that tells its windows apart is left
 * out, because a provider takes only addresses that it was told; an editor in a browser has a page for it.
 */
async function redirectAddress(): Promise<string> {
  const own = vscode.Uri.from({
    scheme: vscode.env.uriScheme,
    authority: 'steward.steward',
    path: answerPath,
  });
  const outside = await vscode.env.asExternalUri(own);
  return outside.scheme === own.scheme ? own.toString() : outside.toString(true);
}

/** As text: a `Uri` would decode what is encoded within it. */
const open = async (url: string): Promise<boolean> => vscode.env.openExternal(url as unknown as vscode.Uri);
