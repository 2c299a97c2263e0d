package org.paschima.contract.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The vocabulary of one version, checked as a whole when it is loaded, and immutable.
 *
 * <p>Every reference inside it resolves, every tag is there: {@link CatalogReader} says what is checked. Lists keep the
 * order of the resource.
 */
public final class Catalog {

    private final String json;
    private final String version;
    private final Map<String, Region> regions;
    private final Map<String, Landmark> landmarks;
    private final Map<String, Axis> axes;
    private final Map<String, Condition> conditions;
    private final Map<String, ArmVariation> armVariations;
    private final Map<String, PosePractice> practices;
    private final Map<String, Activity> activities;
    private final Map<String, Cue> cues;
    private final Map<String, Context> contexts;
    private final Map<String, Measure> measures;
    private final Map<String, Symptom> symptoms;

    Catalog(String json, CatalogReader reader) {
        this.json = json;
        this.version = reader.version;
        this.regions = byId(reader.regions, Region::id);
        this.landmarks = byId(reader.landmarks, Landmark::id);
        this.axes = byId(reader.axes, Axis::id);
        this.conditions = byId(reader.conditions, Condition::id);
        this.armVariations = byId(reader.armVariations, ArmVariation::id);
        this.practices = byId(reader.practices, PosePractice::id);
        this.activities = byId(reader.activities, Activity::id);
        this.cues = byId(reader.cues, Cue::id);
        this.contexts = byId(reader.contexts, Context::id);
        this.measures = byId(reader.measures, Measure::id);
        this.symptoms = byId(reader.symptoms, Symptom::code);
    }

    /** The first version, loaded once. */
    public static Catalog v1() {
        return V1.CATALOG;
    }

    public String version() {
        return version;
    }

    /** The resource itself: the body of {@code GET /v1/catalog}. */
    public String json() {
        return json;
    }

    public List<Region> regions() {
        return List.copyOf(regions.values());
    }

    public List<Landmark> landmarks() {
        return List.copyOf(landmarks.values());
    }

    public List<Axis> axes() {
        return List.copyOf(axes.values());
    }

    public List<Condition> conditions() {
        return List.copyOf(conditions.values());
    }

    public List<ArmVariation> armVariations() {
        return List.copyOf(armVariations.values());
    }

    public List<PosePractice> practices() {
        return List.copyOf(practices.values());
    }

    public List<Activity> activities() {
        return List.copyOf(activities.values());
    }

    public List<Cue> cues() {
        return List.copyOf(cues.values());
    }

    public List<Context> contexts() {
        return List.copyOf(contexts.values());
    }

    public List<Measure> measures() {
        return List.copyOf(measures.values());
    }

    public List<Symptom> symptoms() {
        return List.copyOf(symptoms.values());
    }

    public boolean hasRegion(String id) {
        return regions.containsKey(id);
    }

    public boolean hasCondition(String id) {
        return conditions.containsKey(id);
    }

    public boolean hasPractice(String id) {
        return practices.containsKey(id);
    }

    public boolean hasActivity(String id) {
        return activities.containsKey(id);
    }

    public boolean hasCue(String id) {
        return cues.containsKey(id);
    }

    public boolean hasContext(String id) {
        return contexts.containsKey(id);
    }

    public boolean hasArmVariation(String id) {
        return armVariations.containsKey(id);
    }

    public Optional<Region> region(String id) {
        return Optional.ofNullable(regions.get(id));
    }

    public Optional<PosePractice> practice(String id) {
        return Optional.ofNullable(practices.get(id));
    }

    public Optional<Activity> activity(String id) {
        return Optional.ofNullable(activities.get(id));
    }

    public Optional<ArmVariation> armVariation(String id) {
        return Optional.ofNullable(armVariations.get(id));
    }

    public Optional<Cue> cue(String id) {
        return Optional.ofNullable(cues.get(id));
    }

    public Optional<Context> context(String id) {
        return Optional.ofNullable(contexts.get(id));
    }

    public Optional<Measure> measure(String id) {
        return Optional.ofNullable(measures.get(id));
    }

    /** The tier of a symptom; empty for an unknown code, which holds as {@link SymptomTier#URGENT} (domain.md §5.1). */
    public Optional<SymptomTier> tier(String code) {
        return Optional.ofNullable(symptoms.get(code)).map(Symptom::tier);
    }

    /**
     * Whether these cues leave an overcorrected member a way back: never only cues that push further up (domain.md §0).
     * An unknown cue counts as pushing further. No cue at all is fit.
     */
    public boolean isFitWhenOvercorrected(Collection<String> cueIds) {
        return cueIds.isEmpty()
                || cueIds.stream()
                        .anyMatch(id -> cues.containsKey(id)
                                && Objects.requireNonNull(cues.get(id)).pushOn(Axis.FRONT_BACK) <= 0);
    }

    private static <T> Map<String, T> byId(List<T> entries, Function<T, String> id) {
        var byId = new LinkedHashMap<String, T>();
        entries.forEach(entry -> byId.put(id.apply(entry), entry));
        return byId;
    }

    private static final class V1 {
        static final Catalog CATALOG = CatalogReader.read(resource("catalog-v1.json"));

        private static String resource(String name) {
            try (var in = Objects.requireNonNull(Catalog.class.getResourceAsStream(name), name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
