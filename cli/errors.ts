// Problems as the command line knows them: the same ones that the library throws.

export {
  type ErrorDetails,
  errorData,
  EXIT,
  Problem as CliError,
  unknown,
} from '../properties/input/problem.js';
