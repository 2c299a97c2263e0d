package org.paschima.localstack;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.http.OpenApi;
import org.paschima.insight.InsightService;
import org.paschima.notify.http.NotifyRoutes;
import org.paschima.session.SessionService;

/**
 * Which service answers a path, as their published documents say: by its first word under {@code /v1}, and for paths about a
 * member by the first word after the member. No word belongs to two services, so all three fit under one origin.
 */
final class ServicePaths {

    /** The services, by the part they play. */
    enum Part {
        SESSION,
        INSIGHT,
        NOTIFY
    }

    private static final String MEMBERS = "members";

    private final Map<String, Part> words;

    private ServicePaths(Map<String, Part> words) {
        this.words = words;
    }

    /** Of the three documents. */
    static ServicePaths published() {
        return of(Map.of(
                Part.SESSION, OpenApi.beside(SessionService.class),
                Part.INSIGHT, OpenApi.beside(InsightService.class),
                Part.NOTIFY, OpenApi.beside(NotifyRoutes.class)));
    }

    /** Of these documents; two that claim the same word are refused. */
    static ServicePaths of(Map<Part, byte[]> documents) {
        var words = new TreeMap<String, Part>();
        documents.forEach((part, document) -> paths(document).fields().keySet().forEach(path -> {
            var other = words.put(word(path), part);
            if (other != null && other != part) {
                throw new IllegalStateException(path + " is of " + part + " and of " + other);
            }
        }));
        return new ServicePaths(words);
    }

    private static Json.Obj paths(byte[] document) {
        try {
            if (JsonReader.read(document) instanceof Json.Obj(var fields)
                    && fields.get("paths") instanceof Json.Obj paths) {
                return paths;
            }
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("a published document is not JSON", e);
        }
        throw new IllegalStateException("a published document has no paths");
    }

    /** {@code members/trends} of {@code /v1/members/me/trends}, {@code catalog} of {@code /v1/catalog}. */
    private static String word(String path) {
        var parts = path.split("/", -1);
        if (parts.length < 3 || !parts[1].equals("v1")) {
            return "";
        }
        return parts[2].equals(MEMBERS) ? MEMBERS + "/" + (parts.length > 4 ? parts[4] : "") : parts[2];
    }

    /** Who answers a path of the API; empty for any other path. */
    Optional<Part> partOf(String path) {
        return Optional.ofNullable(words.get(word(path)));
    }

    Map<String, Part> words() {
        return Map.copyOf(words);
    }
}
