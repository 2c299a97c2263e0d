package org.paschima.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.json.WrittenForms;

class IdentifiersTest {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern MEMBER = Pattern.compile("[ -.0-~]{1,255}");
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static void isJudgedAsByThePatterns(String text) {
        assertThat(Identifiers.isIdentifier(text))
                .as(text)
                .isEqualTo(IDENTIFIER.matcher(text).matches());
        assertThat(MemberId.isMember(text))
                .as(text)
                .isEqualTo(MEMBER.matcher(text).matches());
        assertThat(WrittenForms.isCode(text))
                .as(text)
                .isEqualTo(text.length() <= 64 && CODE.matcher(text).matches());
    }

    @Test
    void each_character_is_judged_as_by_the_patterns() {
        for (char c = 0; c < 0x300; c++) {
            isJudgedAsByThePatterns(Character.toString(c));
            isJudgedAsByThePatterns("a" + c + "9");
            isJudgedAsByThePatterns(c + "a");
            isJudgedAsByThePatterns("a" + c);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "-a", "a--b", "a-b-c", "a.b", "A-b", "me", "٣", "neck\n"})
    void shapes_are_judged_as_by_the_patterns(String text) {
        isJudgedAsByThePatterns(text);
    }

    @Test
    void lengths_are_judged_as_by_the_patterns() {
        isJudgedAsByThePatterns("a".repeat(64));
        isJudgedAsByThePatterns("a".repeat(65));
        isJudgedAsByThePatterns("a".repeat(255));
        isJudgedAsByThePatterns("a".repeat(256));
    }
}
