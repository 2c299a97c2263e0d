package org.paschima.planted.contract;

final class HasAGetter {
    int getValue() {
        return 1;
    }
}
