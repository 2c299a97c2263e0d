package org.paschima.notify.planted;

/** Its name says nothing. */
public final class PlantedHelper {}
