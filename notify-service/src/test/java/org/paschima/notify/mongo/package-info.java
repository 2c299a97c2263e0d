/** Tests of folding and deciding on a real database. */
@NullMarked
package org.paschima.notify.mongo;

import org.jspecify.annotations.NullMarked;
