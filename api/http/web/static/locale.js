// Dates and numbers in the reader's locale. The server sends them with machine-readable values.
const days = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeZone: "UTC" });
const minutes = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "long", timeZone: "UTC" });
const numbers = new Intl.NumberFormat();
const sized = (unit) => new Intl.NumberFormat(undefined, { style: "unit", unit, maximumFractionDigits: 1 });
const megabytes = sized("megabyte");
const gigabytes = sized("gigabyte");
const weights = new Intl.NumberFormat(undefined, { signDisplay: "exceptZero", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat(undefined, { style: "percent" });
const smallPercents = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });

export const formatDay = (iso) => days.format(new Date(iso));
const formatSize = (bytes) => (bytes >= 1e9 ? gigabytes.format(bytes / 1e9) : megabytes.format(bytes / 1e6));
const formatShare = (share) => (share < 0.01 ? smallPercents : percents).format(share);
export const formatNumber = (value) => numbers.format(value);

export function localize(scope) {
  for (const time of scope.querySelectorAll("time.day")) time.textContent = formatDay(time.dateTime);
  for (const time of scope.querySelectorAll("time.minute")) time.textContent = minutes.format(new Date(time.dateTime));
  for (const data of scope.querySelectorAll("data.number")) data.textContent = formatNumber(data.value);
  for (const data of scope.querySelectorAll("data.size")) data.textContent = formatSize(data.value);
  for (const data of scope.querySelectorAll("data.weight")) data.textContent = weights.format(data.value);
  for (const option of scope.querySelectorAll("option[data-share]")) {
    option.textContent = option.dataset.share.replace("{}", percents.format(option.value));
  }
  for (const data of scope.querySelectorAll("data.percent")) data.textContent = formatShare(data.value);
}
