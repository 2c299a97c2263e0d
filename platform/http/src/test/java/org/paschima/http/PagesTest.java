package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    /** A request with these parameters, and nothing else. */
    private static Call asking(Map<String, List<String>> query) {
        return (Call) Proxy.newProxyInstance(
                Call.class.getClassLoader(),
                new Class<?>[] {Call.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "queryNames" -> List.copyOf(query.keySet());
                    case "queryAll" -> query.getOrDefault((String) arguments[0], List.of());
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static String link(Map<String, List<String>> query, String next) {
        var answer = Pages.linked(asking(query), Answer.ok(_ -> {}), Optional.of(next));
        return String.valueOf(answer.headers().get("Link"));
    }

    private static Map<String, List<String>> query(String... namesAndValues) {
        var query = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return query;
    }

    @Test
    void the_next_page_is_the_same_request_after_the_last_item_whatever_its_path_was() {
        assertThat(link(query("limit", "5", "kind", "a&b=c", "after", "old"), "n"))
                .isEqualTo("<?limit=5&kind=a%26b%3Dc&after=bg>; rel=\"next\"");
        assertThat(link(query(), "n")).isEqualTo("<?after=bg>; rel=\"next\"");
    }

    @Test
    void the_next_page_does_not_wait_for_what_this_one_waited_for() {
        assertThat(link(query("minAsOf", "0:7", "wait", "9"), "n")).isEqualTo("<?after=bg>; rel=\"next\"");
    }

    @Test
    void a_last_page_links_to_none_and_says_no_next() throws Exception {
        var last = Pages.linked(asking(query()), Answer.ok(_ -> {}), Optional.empty());
        var out = new ByteArrayOutputStream();
        try (var json = new com.fasterxml.jackson.core.JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            Pages.next(json, Optional.empty());
            json.writeEndObject();
        }

        assertThat(last.headers()).isEmpty();
        assertThat(out).hasToString("{}");
    }

    @Test
    void where_a_page_ended_is_read_as_it_was_said() {
        var said = link(query(), "2026-03-02/app:r-1").replaceAll("<\\?after=|>;.*", "");
        var parameters = new QueryParameters(asking(query("after", said)));

        assertThat(Pages.after(parameters, Optional::of)).contains("2026-03-02/app:r-1");
        parameters.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "a", "bg", "bg==="})
    void where_no_page_ended_is_refused(String forged) {
        var parameters = new QueryParameters(asking(query("after", forged)));

        assertThat(Pages.after(parameters, text -> Optional.of(text).filter(plain -> !plain.equals("n"))))
                .isEmpty();
        assertThatThrownBy(parameters::check)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().errors())
                                .containsExactly(
                                        Problem.Fault.parameter("after", "VALUE", "must be a next that a list gave")));
    }
}
