package org.paschima.contract.catalog;

import java.util.List;

/** The catalogue cannot be used; says everything that is wrong with it, entry by entry. */
public final class InvalidCatalogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidCatalogException(List<String> problems) {
        super("the catalogue is not valid:\n  " + String.join("\n  ", problems));
    }
}
