package org.paschima.contract.catalog;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a catalogue from JSON and refuses it unless all of it makes sense.
 *
 * <p>Codes are kebab-case and unique, references resolve, tags are there, ranges are not empty, nothing forceful is
 * nudged, nothing off the mat needs the floor, and there is no driving. All problems are reported at once.
 */
final class CatalogReader {

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Set<String> PRIMARY = Set.of("neck", "shoulder", "upper-back");
    private static final Pattern MEASURE_ID = Pattern.compile("[a-z][a-zA-Z0-9]*");

    private final List<String> problems = new ArrayList<>();

    final String version;
    final List<Region> regions;
    final List<Landmark> landmarks;
    final List<Axis> axes;
    final List<Condition> conditions;
    final List<ArmVariation> armVariations;
    final List<PosePractice> practices;
    final List<Activity> activities;
    final List<Cue> cues;
    final List<Context> contexts;
    final List<Measure> measures;
    final List<Symptom> symptoms;

    static Catalog read(String json) {
        return new Catalog(json, new CatalogReader(json));
    }

    /** In the order of reference: what others name is read before them. */
    private CatalogReader(String json) {
        var root = new Entry("catalogue", ResourceTree.parse(json), problems);
        version = root.text("version");
        regions = list(root, "regions", "region", CODE, this::region);
        landmarks = list(root, "landmarks", "landmark", CODE, (id, e) -> new Landmark(id, e.text("label")));
        axes = list(root, "axes", "axis", CODE, this::axis);
        conditions = list(root, "conditions", "condition", CODE, (id, e) -> new Condition(id, e.text("label")));
        armVariations = list(root, "armVariations", "arm variation", CODE, this::armVariation);
        practices = list(root, "practices", "practice", CODE, this::practice);
        activities = list(root, "activities", "activity", CODE, (id, e) -> new Activity(id, e.text("label")));
        cues = list(root, "cues", "cue", CODE, this::cue);
        contexts = list(root, "contexts", "context", CODE, this::context);
        measures = list(root, "measures", "measure", MEASURE_ID, this::measure);
        symptoms = symptoms(root);
        root.end();
        checkConversions(root);
        if (!problems.isEmpty()) {
            throw new InvalidCatalogException(problems);
        }
    }

    private Region region(String id, Entry entry) {
        var snomed = entry.textIfThere("snomed");
        if (snomed != null && !snomed.matches("[1-9][0-9]{5,17}")) {
            entry.problem("snomed must be 6 to 18 digits: " + snomed);
        }
        var primary = entry.textIfThere("primary");
        if (primary != null && !PRIMARY.contains(primary)) {
            entry.problem("primary must be neck, shoulder or upper-back: " + primary);
        }
        return new Region(id, entry.text("label"), snomed, primary);
    }

    private Axis axis(String id, Entry entry) {
        return new Axis(id, entry.text("label"), entry.text("negative"), entry.text("positive"));
    }

    private ArmVariation armVariation(String id, Entry entry) {
        return new ArmVariation(id, entry.text("label"), knownConditions(entry, "doNotSuggestIf"));
    }

    private PosePractice practice(String id, Entry entry) {
        var needs = needs(entry, "needs");
        var practice = new PosePractice(
                id,
                entry.text("label"),
                known(entry, "armVariations", idsOf(armVariations, ArmVariation::id), "arm variation"),
                entry.integer("minSeconds", 1, 3600),
                entry.integer("maxSeconds", 1, 3600),
                needs.contains(Need.HANDS),
                needs.contains(Need.EYES),
                needs.contains(Need.FLOOR),
                entry.flag("offMat"),
                entry.flag("forceful"),
                entry.flag("nudgeable"),
                knownConditions(entry, "doNotSuggestIf"),
                knownConditions(entry, "caution"),
                entry.words("advice"));
        if (practice.minSeconds() > practice.maxSeconds()) {
            entry.problem("minSeconds is greater than maxSeconds");
        }
        if (practice.forceful() && practice.nudgeable()) {
            entry.problem("what is forceful is never nudged");
        }
        if (practice.offMat() && practice.needsFloor()) {
            entry.problem("what needs the floor is not off the mat");
        }
        for (var condition : practice.caution()) {
            if (practice.doNotSuggestIf().contains(condition)) {
                entry.problem("\"" + condition + "\" both rules it out and asks for caution");
            }
        }
        return practice;
    }

    private Cue cue(String id, Entry entry) {
        var needs = needs(entry, "needs");
        return new Cue(
                id,
                entry.text("label"),
                pushes(entry),
                needs.contains(Need.HANDS),
                needs.contains(Need.EYES),
                needs.contains(Need.FLOOR),
                entry.flag("forceful"),
                entry.flag("holdsBreath"),
                entry.integer("seconds", 1, 600));
    }

    private List<AxisPush> pushes(Entry cue) {
        var known = idsOf(axes, Axis::id);
        var pushes = new ArrayList<AxisPush>();
        var seen = new HashSet<String>();
        for (var entry : cue.entries("pushes", "push", "axis")) {
            var axis = entry.text("axis");
            if (!known.contains(axis)) {
                cue.problem("pushes on an unknown axis \"" + axis + "\"");
            } else if (!seen.add(axis)) {
                cue.problem("pushes twice on \"" + axis + "\"");
            }
            if (!entry.has("direction")) {
                cue.problem("a push has no direction");
            }
            pushes.add(new AxisPush(axis, entry.integer("direction", -1, 1)));
            entry.end();
        }
        if (cue.has("pushes") && pushes.isEmpty()) {
            cue.problem("pushes is empty: say what it does on at least one axis, 0 for awareness alone");
        }
        return pushes;
    }

    private Context context(String id, Entry entry) {
        var context = new Context(
                id, entry.text("label"), entry.flag("offMat"), needs(entry, "leavesFree"), entry.flag("safeForNudge"));
        if (id.equals("driving") || id.startsWith("driving-") || id.endsWith("-driving")) {
            entry.problem("driving is no context for practice");
        }
        if (context.offMat() && context.leavesFree().contains(Need.FLOOR)) {
            entry.problem("off the mat the floor is not free");
        }
        return context;
    }

    private Measure measure(String id, Entry entry) {
        var measure = new Measure(
                id,
                entry.text("label"),
                entry.text("unit"),
                entry.number("min"),
                entry.number("max"),
                entry.flag("integer"),
                entry.flag("sided"),
                conversion(entry));
        if (measure.min() >= measure.max()) {
            entry.problem("min must be less than max");
        }
        if (measure.integer() && !(measure.accepts(measure.min()) && measure.accepts(measure.max()))) {
            entry.problem("an integer measure has whole numbers as min and max");
        }
        return measure;
    }

    private static Measure.@Nullable Conversion conversion(Entry measure) {
        var entry = measure.entryIfThere("converts");
        if (entry == null) {
            return null;
        }
        var conversion = new Measure.Conversion(entry.text("to"), entry.number("subtractFrom"));
        entry.end();
        return conversion;
    }

    /** A converted value must be one that the other measure accepts, whatever it was. */
    private void checkConversions(Entry root) {
        for (var measure : measures) {
            var conversion = measure.conversion();
            if (conversion == null) {
                continue;
            }
            var target = measures.stream()
                    .filter(other -> other.id().equals(conversion.to()))
                    .findFirst();
            if (target.isEmpty()) {
                root.problem(
                        "measure \"" + measure.id() + "\" converts to an unknown measure \"" + conversion.to() + "\"");
            } else if (!target.get().accepts(conversion.apply(measure.min()))
                    || !target.get().accepts(conversion.apply(measure.max()))) {
                root.problem(
                        "measure \"" + measure.id() + "\" converts to values that \"" + conversion.to() + "\" refuses");
            }
        }
    }

    private List<Symptom> symptoms(Entry root) {
        var symptoms = new ArrayList<Symptom>();
        var seen = new HashSet<String>();
        for (var entry : root.entries("symptoms", "symptom", "code")) {
            var code = id(entry, "code", CODE, seen);
            var tier = entry.text("tier");
            var label = entry.text("label");
            try {
                symptoms.add(new Symptom(code, SymptomTier.valueOf(tier), label));
            } catch (IllegalArgumentException _) {
                entry.problem("tier must be one of EMERGENCY, URGENT, ROUTINE: " + tier);
            }
            entry.end();
        }
        return symptoms;
    }

    /** Makes a value of an entry; the id was read and checked already. */
    @FunctionalInterface
    private interface Making<T> {
        T make(String id, Entry entry);
    }

    private <T> List<T> list(Entry root, String field, String kind, Pattern idForm, Making<T> making) {
        var values = new ArrayList<T>();
        var seen = new HashSet<String>();
        for (var entry : root.entries(field, kind, "id")) {
            values.add(making.make(id(entry, "id", idForm, seen), entry));
            entry.end();
        }
        if (root.has(field) && values.isEmpty()) {
            root.problem(field + " is empty");
        }
        return values;
    }

    private static String id(Entry entry, String field, Pattern form, Set<String> seen) {
        var id = entry.text(field);
        if (!id.isEmpty() && (id.length() > 64 || !form.matcher(id).matches())) {
            entry.problem(field + " is not well formed");
        }
        if (!seen.add(id)) {
            entry.problem(field + " is there twice");
        }
        return id;
    }

    private List<String> knownConditions(Entry entry, String field) {
        return known(entry, field, idsOf(conditions, Condition::id), "condition");
    }

    private static List<String> known(Entry entry, String field, Set<String> ids, String kind) {
        var words = entry.words(field);
        for (var word : words) {
            if (!ids.contains(word)) {
                entry.problem(field + " names an unknown " + kind + " \"" + word + "\"");
            }
        }
        return words;
    }

    private static Set<Need> needs(Entry entry, String field) {
        var needs = EnumSet.noneOf(Need.class);
        for (var word : entry.words(field)) {
            var need = EnumSet.allOf(Need.class).stream()
                    .filter(candidate -> candidate.wireName().equals(word))
                    .findFirst();
            need.ifPresentOrElse(
                    needs::add, () -> entry.problem(field + " holds \"" + word + "\"; it may hold hands, eyes, floor"));
        }
        return needs;
    }

    private static <T> Set<String> idsOf(List<T> entries, Function<T, String> id) {
        var ids = new HashSet<String>();
        entries.forEach(entry -> ids.add(id.apply(entry)));
        return ids;
    }
}
