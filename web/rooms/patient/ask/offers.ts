// The services as choices, each with the local time by which the report is due, or the reason why it cannot be chosen.

import type { PracticePage, ServiceOffer } from '../../../lib/core/acts';
import { price } from '../../../lib/api/practice';
import { locale, moment, t } from '../../../lib/words';

/** Minutes that this place is ahead of UTC. */
export const utcOffset = () => -new Date().getTimezoneOffset();

export function serviceOptions(offers: ServiceOffer[], prices: PracticePage['prices']) {
  return offers.map(({ service, due, offered }) => {
    const set = prices.find((one) => one.service === service);
    const cost = set ? ` · ${price(set.amount, set.currency, locale())}` : '';
    const when = t('service-due', { moment: moment(new Date(due)) });
    return { value: service, label: `${t(`start-service-${service}`)}${cost}`, hint: offered ? when : t('service-too-late'), disabled: !offered };
  });
}
