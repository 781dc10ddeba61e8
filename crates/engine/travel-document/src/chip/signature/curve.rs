//! Points of short Weierstrass curves. For public data: the time depends on the values.

use crypto_bigint::U576;

use super::curves::{Curve, Element, number};

/// A point with coordinates; never the neutral one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Point {
    pub(super) x: Element,
    pub(super) y: Element,
}

impl Point {
    /// Reads an uncompressed, compressed or hybrid point (SEC 1 §2.3.4) that lies on the curve.
    pub fn read(bytes: &[u8], curve: &Curve) -> Option<Self> {
        let (form, coordinates) = bytes.split_first()?;
        let coordinate = |bytes: &[u8]| {
            let value = number(bytes)?;
            (value < *curve.field.modulus().as_ref()).then(|| Element::new(&value, &curve.field))
        };
        let is_odd = |y: &Element| y.retrieve().is_odd().to_bool();
        let point = match form {
            0x04 | 0x06 | 0x07 if coordinates.len() == 2 * curve.field_size => {
                let (x, y) = coordinates.split_at_checked(curve.field_size)?;
                let point = Self { x: coordinate(x)?, y: coordinate(y)? };
                if *form != 0x04 && is_odd(&point.y) != (*form == 0x07) {
                    return None;
                }
                point
            }
            0x02 | 0x03 if coordinates.len() == curve.field_size => {
                let x = coordinate(coordinates)?;
                let y = square_root(&right_side(&x, curve), curve)?;
                let y = if is_odd(&y) == (*form == 0x03) { y } else { -y };
                Self { x, y }
            }
            _ => return None,
        };
        point.is_on(curve).then_some(point)
    }

    /// The uncompressed form.
    #[cfg(any(test, feature = "issue"))]
    pub fn to_bytes(&self, curve: &Curve) -> Vec<u8> {
        let mut bytes = vec![0x04];
        for coordinate in [&self.x, &self.y] {
            let whole = coordinate.retrieve().to_be_bytes();
            bytes.extend(whole.iter().skip(U576::BYTES.saturating_sub(curve.field_size)));
        }
        bytes
    }

    /// Whether the coordinates satisfy the equation.
    pub fn is_on(&self, curve: &Curve) -> bool {
        self.y.square() == right_side(&self.x, curve)
    }

    /// `own` times this point plus `others` times another, with coordinates; `None` for the neutral point.
    #[cfg(any(test, feature = "issue"))]
    pub fn multiply(&self, own: &U576, other: &Self, others: &U576, curve: &Curve) -> Option<Self> {
        self.multiply_jacobian(own, other, others, curve).affine()
    }

    /// The same without the division at the end: both multiples in one run of doublings.
    pub(super) fn multiply_jacobian(&self, own: &U576, other: &Self, others: &U576, curve: &Curve) -> Jacobian {
        let both = Jacobian::of(self, curve).add(other, curve).affine();
        let mut sum = Jacobian::neutral(curve);
        for bit in (0..own.bits_vartime().max(others.bits_vartime())).rev() {
            sum = sum.double(curve);
            match (own.bit_vartime(bit), others.bit_vartime(bit)) {
                (false, false) => {}
                (true, false) => sum = sum.add(self, curve),
                (false, true) => sum = sum.add(other, curve),
                (true, true) => {
                    sum = match &both {
                        Some(both) => sum.add(both, curve),
                        None => sum,
                    }
                }
            }
        }
        sum
    }
}

/// x = X/Z², y = Y/Z³; the neutral point has Z = 0.
pub(super) struct Jacobian {
    pub(super) x: Element,
    y: Element,
    pub(super) z: Element,
}

impl Jacobian {
    const fn neutral(curve: &Curve) -> Self {
        let one = Element::one(&curve.field);
        Self { x: one, y: one, z: Element::zero(&curve.field) }
    }

    fn of(point: &Point, curve: &Curve) -> Self {
        Self { x: point.x, y: point.y, z: Element::one(&curve.field) }
    }

    pub(super) fn is_neutral(&self) -> bool {
        is_zero(&self.z)
    }

    fn affine(&self) -> Option<Point> {
        let inverse = self.z.invert_vartime().into_option()?;
        let square = inverse.square();
        Some(Point { x: self.x * square, y: self.y * square * inverse })
    }

    #[expect(clippy::many_single_char_names, reason = "the letters of the formulas")]
    fn double(&self, curve: &Curve) -> Self {
        let xx = self.x.square();
        let yy = self.y.square();
        let yyyy = yy.square();
        let zz = self.z.square();
        let s = ((self.x + yy).square() - xx - yyyy).double();
        let m = xx.double() + xx + curve.a * zz.square();
        let x = m.square() - s.double();
        let y = m * (s - x) - yyyy.double().double().double();
        let z = (self.y + self.z).square() - yy - zz;
        Self { x, y, z }
    }

    #[expect(clippy::many_single_char_names, reason = "the letters of the formulas")]
    fn add(&self, point: &Point, curve: &Curve) -> Self {
        if self.is_neutral() {
            return Self::of(point, curve);
        }
        let zz = self.z.square();
        let u = point.x * zz;
        let s = point.y * zz * self.z;
        let h = u - self.x;
        let r = s - self.y;
        if is_zero(&h) {
            return if is_zero(&r) { self.double(curve) } else { Self::neutral(curve) };
        }
        let hh = h.square();
        let hhh = hh * h;
        let v = self.x * hh;
        let x = r.square() - hhh - v.double();
        let y = r * (v - x) - self.y * hhh;
        Self { x, y, z: self.z * h }
    }
}

fn is_zero(element: &Element) -> bool {
    *element == Element::zero(element.params())
}

fn right_side(x: &Element, curve: &Curve) -> Element {
    (x.square() + curve.a) * *x + curve.b
}

/// For primes that leave 3 when divided by 4: all but P-224, whose compressed points are not read. The caller checks the
/// result against the equation.
fn square_root(value: &Element, curve: &Curve) -> Option<Element> {
    let prime = curve.field.modulus().as_ref();
    let exponent = prime.shr_vartime(2).wrapping_add(&U576::ONE);
    (prime.bit_vartime(0) && prime.bit_vartime(1)).then(|| value.pow_vartime(&exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_in_every_form_and_only_on_the_curve() {
        for name in ["P-256", "P-521", "brainpoolP160r1", "brainpoolP384t1"] {
            let curve = Curve::named(name).unwrap();
            let whole = curve.generator.to_bytes(curve);
            assert_eq!(Point::read(&whole, curve).as_ref(), Some(&curve.generator));
            let odd = whole.last().unwrap() & 1;
            let mut compressed = whole[..=curve.field_size].to_vec();
            compressed[0] = 2 | odd;
            assert_eq!(Point::read(&compressed, curve).as_ref(), Some(&curve.generator), "{name}");
            let mut hybrid = whole.clone();
            hybrid[0] = 6 | odd;
            assert_eq!(Point::read(&hybrid, curve).as_ref(), Some(&curve.generator));
            hybrid[0] ^= 1;
            assert_eq!(Point::read(&hybrid, curve), None);
            let mut off = whole;
            *off.last_mut().unwrap() ^= 1;
            assert_eq!(Point::read(&off, curve), None);
            assert_eq!(Point::read(&[0], curve), None);
        }
    }

    #[test]
    fn doubling_and_adding_agree() {
        let curve = Curve::named("brainpoolP256r1").unwrap();
        let n = |value: u8| number(&[value]).unwrap();
        let g = &curve.generator;
        let five = g.multiply(&n(5), g, &n(0), curve).unwrap();
        let split = g.multiply(&n(2), g, &n(3), curve).unwrap();
        assert_eq!(five, split);
        let opposite = Point { x: g.x, y: -g.y };
        assert_eq!(g.multiply(&n(1), &opposite, &n(1), curve), None);
        assert_eq!(g.multiply(&n(3), &opposite, &n(1), curve), g.multiply(&n(2), g, &n(0), curve));
    }
}
