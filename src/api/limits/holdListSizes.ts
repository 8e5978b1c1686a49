import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { LIST_SIZES } from './listSizes.ts';

/**
 * Refuses a list that is longer than what is stated of it: the cost of a document was estimated by that, and a list that
 * is cut in silence would tell something that is not so.
 */
export function holdListSizes(schema: GraphQLSchema): void {
  for (const [name, size] of Object.entries(LIST_SIZES)) {
    if (typeof size === 'string') continue;
    const [typeName = '', fieldName = ''] = name.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (field === undefined) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    const held = (list: unknown) => {
      if (Array.isArray(list) && list.length > size.most)
        throw new LinchpinError(
          'QUERY_TOO_EXPENSIVE',
          `${name} has ${list.length} entries here; at most ${size.most} are shown.`,
        );
      return list;
    };
    field.resolve = (root, args, context, info) => {
      const list: unknown = resolve(root, args, context, info);
      return list instanceof Promise ? list.then(held) : held(list);
    };
  }
}
