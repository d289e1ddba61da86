// `metrics` of config.yaml: the word cloudwatch, or a mapping that says with whose credentials and where.
import { at, isAbsent, mapping, type Place, problem, type Reader, regionOf, text } from './config-reader.ts';
import { type MetricsConfig, usualNamespace } from './metrics.ts';

const namespaceForm = /^[\w.#/-]{1,255}$/;

export const metricsOf = (reader: Reader, place: Place): MetricsConfig | undefined => {
  if (isAbsent(place) || place.value === 'off') return undefined;
  if (place.value === 'cloudwatch')
    return { profile: undefined, region: undefined, namespace: usualNamespace };
  if (typeof place.value === 'string') return problem(reader, place.path, 'must be cloudwatch or off.');
  mapping(reader, place, ['cloudwatch']);
  const inside = at(place, 'cloudwatch');
  mapping(reader, inside, ['profile', 'region', 'namespace']);
  const namespace = text(reader, at(inside, 'namespace')) ?? usualNamespace;
  if (!namespaceForm.test(namespace) || namespace.startsWith('AWS/'))
    problem(
      reader,
      [...inside.path, 'namespace'],
      'must be letters, digits and _ . # / -, and not begin with AWS/.',
    );
  return {
    profile: text(reader, at(inside, 'profile')),
    region: regionOf(reader, at(inside, 'region')),
    namespace,
  };
};
