package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.localstack.Visits.look;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The studio in a real browser: groups week by week, and nobody can be told from them. */
class DashboardStudioIT {

    @RegisterExtension
    static final Visits visits = Visits.ofSampleStudio();

    @ParameterizedTest
    @CsvSource({"360, 740, LIGHT", "1280, 800, DARK"})
    void a_teacher_sees_groups_week_by_week_and_that_single_members_are_hidden(
            int width, int height, ColorScheme colours) throws Exception {
        try (var visitor = visits.browser().visitor(width, height, colours)) {
            var page = visits.arrived(visitor, Persona.TEACHER);
            page.locator(".weeks tbody tr").first().waitFor();
            page.locator("#effect-title ~ p >> nth=1").waitFor();
            assertThat(page.locator(".weeks .hidden-cell").count()).isPositive();
            assertThat(page.locator(".weeks .hidden-cell").first().textContent())
                    .isEqualTo("Hidden to protect members");
            assertThat(page.locator("nav a").allTextContents()).containsExactly("Studio");
            look(page, "studio-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
            page.locator("fieldset:has-text('Whom to look at') label").nth(1).click();
            page.locator(".weeks thead th:has-text('Average of the whole')").waitFor();
            page.locator(".weeks .chip-cell, .weeks .hidden-cell").first().waitFor();
            look(page, "studio-group-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
            assertThat(page.locator("fieldset:has-text('Whom to look at') label")
                            .allTextContents())
                    .as("the workshop has too few members to be told of")
                    .containsExactly("The whole studio", "evenings", "mornings");
            page.locator("input[name=group]").fill("workshop");
            page.locator("text=Look >> visible=true").last().click();
            page.waitForFunction("() => document.querySelectorAll('.weeks .chip-cell').length === 0");
            page.locator(".weeks .hidden-cell").first().waitFor();
            look(page, "studio-hidden-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
        }
    }
}
