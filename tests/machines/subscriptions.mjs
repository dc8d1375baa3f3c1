// What calendars and feeds say to parsers of others: ical.js and feedsmith. Prints, as JSON, by path:
// a calendar's name and events, a feed's title and entries. Whatever a parser cannot read, ends it.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import { parseAtomFeed } from "feedsmith";

function readCalendar(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component, { strictExceptions: true });
    const value = (name) => component.getFirstPropertyValue(name)?.toString();
    return {
      uid: event.uid,
      summary: event.summary,
      language: component.getFirstProperty("summary").getParameter("language"),
      description: event.description,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      allDay: event.startDate.isDate && event.endDate.isDate,
      sequence: Number(event.sequence),
      stamp: value("dtstamp"),
      modified: value("last-modified"),
      status: value("status"),
      transparency: value("transp"),
      url: value("url"),
    };
  });
  return {
    version: calendar.getFirstPropertyValue("version"),
    product: calendar.getFirstPropertyValue("prodid"),
    name: calendar.getFirstPropertyValue("name"),
    source: calendar.getFirstPropertyValue("source"),
    events,
  };
}

const found = {};
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  found[path] = path.endsWith(".ics") ? readCalendar(text) : parseAtomFeed(text);
}
process.stdout.write(JSON.stringify(found));
