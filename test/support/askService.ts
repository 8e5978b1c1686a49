/** Asks a service by GraphQL. @returns the body, and the code of its first error */
export async function askService(
  base: string,
  query: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly text: string; readonly code: string | undefined }> {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  const body: { errors?: readonly { extensions: { code: string } }[] } = JSON.parse(text);
  return { text, code: body.errors?.[0]?.extensions.code };
}

/** What `/health/ready` says. */
export async function readiness(base: string) {
  const response = await fetch(`${base}/health/ready`);
  const { reason }: { reason?: string } = JSON.parse(await response.text());
  return { status: response.status, reason };
}
