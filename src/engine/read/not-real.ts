import type { OperationName } from '../program/operations.ts';

/** Why an operation on these numbers is no real number, as a sentence. */
export function notReal(name: OperationName, args: readonly number[]): string {
  const [a, b] = args.map(String);
  switch (name) {
    case 'divide':
      return `${a} divided by ${b} is not a number.`;
    case 'power':
      return args[0] === 0
        ? `0 to the power ${b} is not a number.`
        : args[0]! < 0 && !Number.isInteger(args[1])
          ? `${a} to the power ${b} is not a real number (for a real root of a negative number write cbrt or nthRoot).`
          : `${a} to the power ${b} is too large.`;
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'exp':
      return `${name} of ${args.join(' and ')} is larger than the largest number.`;
    default:
      return `${name} of ${args.join(' and ')} is not a real number.`;
  }
}
