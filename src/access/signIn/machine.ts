import type { JWTPayload } from 'jose';

/** The client that a token was issued to, as RFC 9068 (`client_id`) or OpenID Connect (`azp`) states it. */
export function clientOf(payload: JWTPayload): string | undefined {
  return [payload.client_id, payload.azp].find(
    (client): client is string => typeof client === 'string' && /^[\w.:@/-]{1,200}$/.test(client),
  );
}

/**
 * Whether a token was given to a machine for itself (client credentials), in the ways that providers say so: no
 * subject beside the client (RFC 9068 section 2.2 makes them equal), a grant type (Auth0), a kind of identity
 * (Entra ID), or the name of a service account (Keycloak).
 */
export function isMachine(payload: JWTPayload): boolean {
  const client = clientOf(payload);
  if (client === undefined) return false;
  return (
    payload.sub === undefined ||
    payload.sub === client ||
    payload.gty === 'client-credentials' ||
    payload.idtyp === 'app' ||
    payload.preferred_username === `service-account-${client.toLowerCase()}`
  );
}
