import { Decimal128, Double } from 'bson';
import { isNumeric } from '../../bson/compare.ts';
import { decimalArithmetic, exactDecimal } from '../../bson/decimal.ts';
import { divideDecimals, toDecimal128 } from '../../bson/decimal-division.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Numeric, Value } from '../../bson/value.ts';

/** Adds numbers up as `$sum` and `$avg` do: whole numbers exactly, doubles with the error of each step kept. */
export class Summation {
  count = 0;
  #whole = 0n;
  #sum = 0;
  #rest = 0;
  #simple = 0;
  #decimal: Decimal128 | undefined;
  #hasLong = false;
  #hasDouble = false;

  /** Ignores what is no number. */
  add(value: Value | undefined): void {
    if (!isNumeric(value)) return;
    this.count++;
    if (value instanceof Decimal128) this.#decimal = decimalArithmetic('+', this.#decimal ?? 0, value);
    else if (value instanceof Double) this.#addDouble(value.value);
    else {
      this.#hasLong ||= typeof value === 'bigint';
      this.#whole += BigInt(value);
    }
  }

  #addDouble(value: number): void {
    this.#hasDouble = true;
    this.#simple += value;
    const sum = this.#sum + value;
    const back = sum - this.#sum;
    this.#rest += this.#sum - (sum - back) + (value - back);
    this.#sum = sum;
  }

  get total(): Numeric {
    if (this.#decimal) return decimalArithmetic('+', this.#decimal, this.#rational());
    if (this.#hasDouble) return new Double(this.#double());
    const whole = this.#whole;
    if (!this.#hasLong && BigInt.asIntN(32, whole) === whole) return Number(whole);
    return BigInt.asIntN(64, whole) === whole ? whole : new Double(Number(whole));
  }

  /** Null without numbers. */
  get average(): Numeric | null {
    if (this.count === 0) return null;
    const { total } = this;
    if (total instanceof Decimal128) return divideDecimals(total, this.count);
    return new Double(this.#double() / this.count);
  }

  #rational(): Numeric {
    if (!this.#hasDouble) return BigInt.asIntN(64, this.#whole);
    const exact = exactDecimal(new Double(this.#double()));
    return typeof exact === 'string' ? new Double(this.#double()) : toDecimal128(exact.coefficient, exact.exponent);
  }

  #double(): number {
    if (!this.#hasDouble) return Number(this.#whole);
    if (!Number.isFinite(this.#sum)) return this.#simple + Number(this.#whole);
    const whole = Number(this.#whole);
    const exactRest = Number(this.#whole - BigInt(whole));
    const sum = this.#sum + whole;
    const back = sum - this.#sum;
    return sum + (this.#rest + exactRest + (this.#sum - (sum - back)) + (whole - back));
  }
}

/** The standard deviation of the numbers added; Welford's method, as MongoDB. */
export class Deviation {
  #count = 0;
  #mean = 0;
  #squares = 0;

  add(value: Value | undefined): void {
    if (!isNumeric(value)) return;
    const number = asNumber(value);
    this.#count++;
    const delta = number - this.#mean;
    this.#mean += delta / this.#count;
    this.#squares += delta * (number - this.#mean);
  }

  result(isSample: boolean): Double | null {
    const divisor = isSample ? this.#count - 1 : this.#count;
    return divisor <= 0 ? null : new Double(Math.sqrt(this.#squares / divisor));
  }
}
