/** A place as it may be shown. */
export interface Place {
  readonly id: string;
  readonly marking: string;
  readonly address?: string | null | undefined;
  readonly postcode?: string | null | undefined;
  readonly borough?: string | null | undefined;
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
  readonly kind?: string | null | undefined;
}

/** Postcode without its last two letters: some thousand addresses. */
export function postcodeSector(postcode: string | null | undefined): string | undefined {
  return postcode?.match(/^(\S+ \d)[A-Z]{2}$/)?.[1];
}

/**
 * The place coarsened to its postcode sector: a victim's home and a relationship together name her. Its id is not that
 * of the place, which would lead back to the address.
 */
export function coarsen(place: Place): Place & { readonly coarsened: true } {
  const sector = postcodeSector(place.postcode);
  return {
    id: `sector:${sector ?? place.borough ?? 'unknown'}`,
    marking: place.marking,
    postcode: sector,
    borough: place.borough,
    coarsened: true,
  };
}

/** The place as found: by its sector only where the query judged that it is a protected person's home. */
export function shownPlace(place: Place & { readonly victimsHome: boolean }): Place {
  return place.victimsHome ? coarsen(place) : place;
}
