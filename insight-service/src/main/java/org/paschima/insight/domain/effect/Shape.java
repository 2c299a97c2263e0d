package org.paschima.insight.domain.effect;

/**
 * How many coefficients there are.
 *
 * @param controls q, the length of g
 * @param moderators p, the length of f
 */
public record Shape(int controls, int moderators) {

    public Shape {
        if (controls < 1 || moderators < 1) {
            throw new IllegalArgumentException("there is at least one control and one moderator");
        }
    }

    int size() {
        return controls + moderators;
    }
}
