/** Where this page finds its token issuer and the services; answered by the server that serves the page. */
export interface Config {
  issuer: string | null;
  clientId: string;
  /** Base addresses; empty for the page's own origin. */
  session: string;
  insight: string;
  notify: string;
  emergencyNumber: string;
}

export async function loadConfig(): Promise<Config> {
  const answer = await fetch("/config.json");
  if (!answer.ok) throw new Error(`/config.json answered ${answer.status}`);
  return (await answer.json()) as Config;
}
