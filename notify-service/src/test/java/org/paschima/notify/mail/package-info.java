@NullMarked
package org.paschima.notify.mail;

import org.jspecify.annotations.NullMarked;
