package org.paschima.insight;

/** Stands for a class of another service; see {@code org.paschima.session.planted}. */
public final class Planted {
    private Planted() {}
}
