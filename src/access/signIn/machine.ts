import type { JWTPayload } from 'jose';

/**
 * The client that a token was issued to, as RFC 9068 (`client_id`), OpenID Connect (`azp`) or version 1 of Entra ID's
 * tokens (`appid`) states it.
 */
export function clientOf(payload: JWTPayload): string | undefined {
  return [payload.client_id, payload.azp, payload.appid].find(
    (client): client is string => typeof client === 'string' && /^[\w.:@/-]{1,200}$/.test(client),
  );
}

/**
 * Whether a token was given to a machine for itself (client credentials), in the ways that providers say so: no
 * subject beside the client (RFC 9068 section 2.2 makes them equal), a grant type (Auth0), the name of a service
 * account (Keycloak), or what Entra ID says.
 */
export function isMachine(payload: JWTPayload): boolean {
  if (payload.idtyp === 'app') return true;
  const client = clientOf(payload);
  if (client === undefined) return false;
  return (
    payload.sub === undefined ||
    payload.sub === client ||
    payload.gty === 'client-credentials' ||
    payload.preferred_username === `service-account-${client.toLowerCase()}` ||
    isApplicationOfEntra(payload)
  );
}

/**
 * Entra ID need not send `idtyp`. Its tokens of applications are known without it by their subject, which is the object
 * (`oid`) itself, where a person's is made for each application; and by the lack of `scp`, which every token for a
 * person has. What bears its marks and says neither is taken for a machine, which may decide less than a person.
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference (scp, appid, azp, oid, sub)
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-protected-web-api-verification-scope-app-roles
 */
function isApplicationOfEntra({ appid, oid, tid, sub, scp, idtyp }: JWTPayload): boolean {
  const ofEntra = appid !== undefined || (oid !== undefined && tid !== undefined);
  return ofEntra && (sub === oid || (scp === undefined && idtyp !== 'user'));
}
