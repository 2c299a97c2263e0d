package org.paschima.insight.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportFormatTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                             | JSON
                    */*                                            | JSON
                    application/json                               | JSON
                    text/csv                                       | CSV
                    Text/CSV; charset=utf-8                        | CSV
                    application/fhir+json                          | FHIR
                    text/html, application/fhir+json, text/csv;q=1 | FHIR
                    text/plain, */*                                | JSON
                    """)
    void the_first_format_that_is_named_is_accepted(String accept, ExportFormat format) {
        assertThat(ExportFormat.accepted(accept)).isEqualTo(format);
    }
}
