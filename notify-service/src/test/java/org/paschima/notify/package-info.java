/** Tests of the whole service on a real broker and a real database. */
@NullMarked
package org.paschima.notify;

import org.jspecify.annotations.NullMarked;
