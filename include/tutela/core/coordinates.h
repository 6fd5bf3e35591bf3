// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>

#include <string>
#include <string_view>

/// Positions as people write them: decimal degrees, degrees and minutes, degrees minutes seconds, UTM and MGRS
/// (GeographicLib, WGS 84). Near the poles UTM and MGRS give way to UPS, as their definitions say.
namespace tutela::core {

enum class CoordinateForm { Decimal, DegreesMinutes, DegreesMinutesSeconds, Utm, Mgrs };

/// A position that was read, in what form, and how coarse the form is.
struct ReadPosition {
    GeoPoint point;
    CoordinateForm form;
    double squareMetres = 0.0; ///< side of the MGRS square it names, its centre being `point`; 0 for the other forms
};

/// Reads any of the forms. Latitude stands first unless hemisphere letters say otherwise; UTM is zone and hemisphere (n, s,
/// not the band), easting, northing; MGRS may hold spaces. Signs of degrees, minutes and seconds may be °, ', ", their
/// Unicode forms, d m s, colons, or spaces between bare numbers that end in a hemisphere letter.
/// @throws Error{InvalidInput} for anything else, and for MGRS that names no 100 km square.
[[nodiscard]] ReadPosition positionOf(std::string_view text);
/// The point alone.
[[nodiscard]] GeoPoint pointOf(std::string_view text);

/// MGRS with `digits` for each axis: 5 = 1 m, 2 = 1 km, 0 = the 100 km square. Digits are cut off, not rounded, so that
/// the square named is the one that holds the point.
[[nodiscard]] std::string toMgrs(GeoPoint point, int digits = 5);
/// "35n 574786 945704": zone, hemisphere, easting, northing in metres with the number of decimals.
[[nodiscard]] std::string toUtm(GeoPoint point, int decimals = 0);
/// "1.940000 5.100000": latitude, longitude.
[[nodiscard]] std::string toDecimalDegrees(GeoPoint point, int decimals = 6);
/// "01°56.400'N 005°06.000'E".
[[nodiscard]] std::string toDegreesMinutes(GeoPoint point, int decimals = 3);
/// "01°56'24.0\"N 005°06'00.0\"E".
[[nodiscard]] std::string toDegreesMinutesSeconds(GeoPoint point, int decimals = 1);
/// One of the above with its default fineness.
[[nodiscard]] std::string coordinateText(GeoPoint point, CoordinateForm form);

} // namespace tutela::core
