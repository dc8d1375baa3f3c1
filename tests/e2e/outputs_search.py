"""The search index says what pages and data say: what every page is called, in every language, and of
each entry every value that counts."""
import collections
import json

from outputs import same, same_set

# Found by name, said elsewhere, or no business of readers.
NOT_SEARCHED = {"id", "name", "aliases", "source", "former_ids", "draft", "variant_of", "varies_by"}


def records(output, kinds):
    """The data of the index's files of some kinds: n*.js holds names, e*.js, s*.js, p*.js texts."""
    for path in sorted((output.folder / "site/search").glob("*.js")):
        text = path.read_text()
        if path.name[0] in kinds and path.name[1].isalnum() and "-" not in path.stem:
            name, rest = text.removeprefix("dielineSearch.take(").split(",", 1)
            same(json.loads(name), path.stem, f"{path.name}: name")
            yield from json.loads(rest.strip().removesuffix(");"))


def title_in(titles, language):
    return titles[0] if len(titles) == 1 else titles[language]


def compare_search_names(output):
    """Every page of an entry, diagram or free page is found, by the title that it has."""
    titles = {record[0]: record[1] for record in records(output, "n")}
    count = 0
    for number, language in enumerate(output.languages):
        found = set()
        for path in output.paths(language):
            heading = output.page(language, path).one("h1")
            if path in titles and heading:
                found.add(path)
                said = title_in(titles[path], number)
                same(said.removesuffix("…"), heading.text().strip()[:len(said.removesuffix("…"))],
                     f"{language}/{path}: title")
        there = {path for path, texts in titles.items() if title_in(texts, number) is not None}
        same_set(found, there, f"pages in {language} that are found")
        same_set(set(output.entry_paths.values()) - found, set(), f"entries in {language}: not found")
        count += len(found)
    return count


def counts(claim):
    return "standing" not in claim and claim.get("rank") != "deprecated" and not claim.get("inherited")


def says_something(claim):
    """An inlined object whose every claim is from elsewhere has nothing of its own to be found."""
    value = claim.get("value")
    if not isinstance(value, dict) or any(not isinstance(inner, list) for inner in value.values()):
        return "value" in claim and value != ""
    return any(counts(inner) and says_something(inner) for inners in value.values() for inner in inners)


def compare_search_values(output):
    """As many values of each slot of each entry as count."""
    found = {path: collections.Counter(slot for slot, _ in values)
             for path, _, values in records(output, "es")}
    same_set(found, output.entry_paths.values(), "entries whose values are found")
    total = 0
    for entry in output.kb["entries"]:
        path = output.entry_paths[entry["id"]]
        want = {slot: sum(counts(claim) and says_something(claim) for claim in claims)
                for slot, claims in entry["slots"].items() if slot not in NOT_SEARCHED}
        want = {slot: number for slot, number in want.items() if number}
        same(dict(found[path]), want, f"{path}: values")
        total += sum(want.values())
    return total


COMPARISONS = (compare_search_names, compare_search_values)
