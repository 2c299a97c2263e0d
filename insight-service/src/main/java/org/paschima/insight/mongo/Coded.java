package org.paschima.insight.mongo;

import java.util.List;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Side;

/** The numbers that stand for words in what is stored. They stay as they are, whatever order the words are in elsewhere; new ones come last. */
final class Coded<E extends Enum<E>> {

    static final Coded<RecordKind> KINDS = new Coded<>(List.of(
            RecordKind.PRACTICE, RecordKind.POSTURE_CHECK, RecordKind.TENSION_REPORT, RecordKind.SYMPTOM_REPORT));
    static final Coded<Side> SIDES = new Coded<>(List.of(Side.LEFT, Side.RIGHT, Side.BOTH));
    static final Coded<Moment> MOMENTS = new Coded<>(List.of(Moment.ROUTINE, Moment.STRESS, Moment.DISCOMFORT));
    static final Coded<Position> POSITIONS = new Coded<>(List.of(Position.SITTING, Position.STANDING, Position.LYING));

    private final List<E> words;

    private Coded(List<E> words) {
        this.words = words;
    }

    int of(E word) {
        int code = words.indexOf(word);
        if (code < 0) {
            throw new IllegalStateException("no number stands for " + word);
        }
        return code;
    }

    E word(int code) {
        return words.get(code);
    }
}
