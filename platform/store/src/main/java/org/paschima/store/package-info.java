/** What a service that folds the log into a store has to be told of both. */
@NullMarked
package org.paschima.store;

import org.jspecify.annotations.NullMarked;
