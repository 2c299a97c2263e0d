package org.paschima.session;

/** Bodies of requests, as api §2 shows them. */
public final class RecordFixture {

    private RecordFixture() {}

    /** The practice of api §2. */
    public static final String PRACTICE = """
            {
              "source": "studio-app", "clientRecordId": "p-1001", "version": 1,
              "startedAt": "2026-03-02T18:00:00+01:00", "endedAt": "2026-03-02T18:10:00+01:00", "zone": "Europe/Berlin", "dayStart": "04:00",
              "context": "mat", "moment": "discomfort",
              "segments": [
                {"practice": "back-body-breath", "minutes": 5, "cues": ["receive-breath-in-back", "exhale-lengthen"], "breathRate": 5.5},
                {"practice": "parsvottanasana", "minutes": 4, "side": "both", "armVariation": "reverse-prayer", "cues": ["space-across-collarbones"]}
              ],
              "before": {"tension": [{"region": "upper-back", "value": 6}, {"region": "shoulder", "side": "left", "value": 5}], "stress": 6},
              "after":  {"tension": [{"region": "upper-back", "value": 4}], "stress": 4},
              "stoppedEarly": false, "concurrent": ["heat"], "note": "…"
            }""";

    /** The posture check of api §2. */
    public static final String POSTURE_CHECK = """
            {
              "at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin", "position": "sitting", "context": "desk",
              "felt": {"frontBack": -2, "sideSide": 1},
              "tadasana": {"ears": 1, "shoulders": 1, "hips": 0, "ankles": 0},
              "observations": [
                {"measure": "cva", "value": 46.5, "method": "photo", "side": "left", "instrument": "phone-x", "quality": 0.9},
                {"measure": "shoulderTilt", "value": 2.5, "method": "app"},
                {"measure": "winging", "value": 1, "method": "observer", "side": "right"}
              ],
              "breath": {"rate": 12, "backAwareness": 2},
              "tension": [{"region": "neck", "value": 5}], "comfortable": true
            }""";

    public static final String TENSION_REPORT = """
            {"at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin", "tension": [{"region": "neck", "value": 5}]}""";

    public static final String SYMPTOM_REPORT = """
            {"at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin", "symptoms": [{"code": "headache"}]}""";

    /** The least that a practice needs. */
    public static final String SMALL_PRACTICE = """
            {"startedAt": "2026-03-02T18:00:00+01:00", "zone": "Europe/Berlin", "context": "mat", "segments": [{"practice": "back-body-breath", "minutes": 5}]}""";

    /** The same JSON object with more fields. */
    public static String with(String object, String fields) {
        return object.stripTrailing().replaceFirst("}$", "") + ", " + fields + "}";
    }
}
